/** Elements that hold the panel: their events and changes are never the page's. */
export const hosts = new WeakSet<EventTarget>();
