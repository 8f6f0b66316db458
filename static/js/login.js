/* Conveniences of the password forms; without this script the forms work the same. */
for (const field of document.querySelectorAll("input[data-show]")) {
  const button = document.createElement("button");
  const row = document.createElement("div");
  button.type = "button";
  button.className = "btn btn-plain flex-shrink-0";
  button.textContent = field.dataset.show;
  button.setAttribute("aria-controls", field.id);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? field.dataset.show : field.dataset.hide;
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
  row.className = "d-flex gap-2";
  field.replaceWith(row);
  row.append(field, button);
  // A password never leaves the page as readable text that the browser might keep.
  field.form.addEventListener("submit", () => { field.type = "password"; });
}
for (const field of document.querySelectorAll("input[data-nip]")) {
  field.addEventListener("blur", () => {
    const digits = field.value.replace(/\D/g, "");
    if (digits.length === 18) field.value = digits.replace(/(\d{8})(\d{6})(\d)(\d{3})/, "$1 $2 $3 $4");
  });
}
