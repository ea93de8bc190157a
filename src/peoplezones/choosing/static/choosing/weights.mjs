// After a change took effect without a new page: a field is marked as wrong just when its error has words.
document.addEventListener("htmx:after:swap", () => {
  for (const error of document.querySelectorAll(".pz-weights__error")) {
    const field = document.getElementById(error.id.replace(/_error$/, ""));
    const wrong = error.textContent.trim() !== "";
    field.classList.toggle("govuk-input--error", wrong);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
});
