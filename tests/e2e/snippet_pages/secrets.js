// Puts further words into the page that nobody may read, in the ways that scripts have.
document.querySelector("#host").attachShadow({ mode: "open" }).innerHTML = "<b>zqx56</b><slot name='a' title='zqx57'></slot>";
document.querySelector("#canvas").getContext("2d").fillText("zqx58", 0, 12);
localStorage.setItem("name", "zqx59");
const sheet = new CSSStyleSheet();
sheet.replaceSync("#host::before { content: 'zqx60' }");
document.adoptedStyleSheets = [sheet];

window.reveal = () => {
  const later = document.querySelector("#later");
  later.textContent = "zqx61";
  later.firstChild.data = "zqx62";
  later.innerHTML = "<i title=zqx63>zqx64<input value=zqx65></i><style>i::after { content: 'zqx66' }</style>";
  later.setAttribute("data-later", "zqx67");
  later.setAttribute("style", "--said: 'zqx68'");
  later.style.setProperty("--again", "'zqx69'");
  document.styleSheets[0].insertRule("#later::after { content: 'zqx70' }");
  document.styleSheets[0].cssRules[0].style.setProperty("--rule", "'zqx71'");
  document.title = "zqx72";
  document.querySelector("#link").href = "/next.html?zqx73";
  document.querySelector("#typed").value = "zqx74";
  document.querySelector("#typed").setAttribute("value", "zqx75");
  document.querySelector("#password").type = "text";
  document.querySelector("#password").value = "zqx76";
  document.querySelector("#host").shadowRoot.querySelector("b").textContent = "zqx77";
  document.querySelector("#framed").contentDocument.querySelector("p").append("zqx78");
  sheet.insertRule("#host::after { content: 'zqx79' }");
  later.append(document.createComment("zqx80"));
  console.log("zqx81");
  history.replaceState({}, "", "?q=zqx82&sort=price#zqx83");
  setTimeout(() => { throw new Error('cannot read "zqx84"'); });
};
