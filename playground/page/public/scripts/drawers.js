const names = ["sidebar", "forum"];

/** On narrow screens the channels and the forum lie over the messages. */
function toggleDrawer(name) {
  for (const other of names) {
    const drawer = document.getElementById(other);
    const isOpen = drawer.classList.toggle("open", other === name && !drawer.classList.contains("open"));
    if (isOpen) drawer.querySelector("button")?.focus();
  }
}

/** Where the forum stands beside the messages, the way to it is its search. */
function showForum() {
  toggleDrawer("forum");
  const button = document.querySelector("#forum button");
  if (button?.checkVisibility() !== true) document.querySelector("#words").focus();
}

export function closeDrawers() {
  for (const name of names) document.getElementById(name).classList.remove("open");
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-drawer]");
  if (button) toggleDrawer(button.dataset.drawer);
  else if (target.closest("[data-show-forum]")) showForum();
  else if (target.closest("#scroll")) closeDrawers();
});
document.addEventListener("keydown", ({ key }) => key === "Escape" && closeDrawers());
