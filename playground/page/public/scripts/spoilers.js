function toggle(spoiler) {
  const isOpen = spoiler.classList.toggle("open");
  spoiler.setAttribute("aria-expanded", String(isOpen));
  // A label would be read out instead of the words.
  if (isOpen) spoiler.removeAttribute("aria-label");
  else spoiler.setAttribute("aria-label", "Spoiler, press to show");
}

document.addEventListener("click", (event) => {
  const spoiler = event.target.closest(".spoiler");
  if (!spoiler || (spoiler.classList.contains("open") && event.target.closest("a"))) return;
  event.preventDefault();
  toggle(spoiler);
});
document.addEventListener("keydown", (event) => {
  if (!["Enter", " "].includes(event.key) || !event.target.matches(".spoiler")) return;
  event.preventDefault();
  toggle(event.target);
});
