const names = ["sidebar", "forum"];

/** On narrow screens the channels and the forum lie over the messages. */
function toggleDrawer(name) {
  for (const other of names) {
    const drawer = document.getElementById(other);
    drawer.classList.toggle("open", other === name && !drawer.classList.contains("open"));
  }
}

export function closeDrawers() {
  for (const name of names) document.getElementById(name).classList.remove("open");
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-drawer]");
  if (button) toggleDrawer(button.dataset.drawer);
  else if (target.closest("[data-show-forum]")) toggleDrawer("forum");
  else if (target.closest("#scroll")) closeDrawers();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && closeDrawers());
