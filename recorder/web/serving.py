"""Werkzeug's server, for systems without gunicorn and for tests."""

from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


class _Handler(WSGIRequestHandler):
    """Ends a connection that was a WebSocket, instead of reading what is left as a request."""

    def connection_dropped(self, error: BaseException, environ: object = None) -> None:
        """Take note that nothing more is to be read."""
        del error, environ
        self.close_connection = True


def make_plain_server(host: str, port: int, application: WSGIApplication) -> BaseWSGIServer:
    """Make a server with a thread for each connection; 0 takes a free port."""
    return make_server(host, port, application, threaded=True, request_handler=_Handler)
