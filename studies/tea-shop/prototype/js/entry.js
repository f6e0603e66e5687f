/* Opens the shop afresh with one of its two checkouts, then shows the home page. What
   follows "#" goes along: a test's participant may arrive with a key there. */
(function () {
  var prefix = "alder-and-leaf:";
  var wanted = document.documentElement.dataset.variant;
  Object.keys(sessionStorage).forEach(function (key) {
    if (key.indexOf(prefix) === 0) sessionStorage.removeItem(key);
  });
  sessionStorage.setItem(prefix + "variant", JSON.stringify(wanted));
  location.replace("index.html" + location.hash);
})();
