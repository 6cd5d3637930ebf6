// A button beside a box of text that copies it. Without it, the text can be selected.
for (const box of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const { copy, copied } = box.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.value);
    button.textContent = copied;
  });
  box.after(button);
}
