// Every page: says that scripts run, and wakes govuk-frontend's components where a page has one.
document.documentElement.classList.add("pz-has-js");
document.body.classList.add("js-enabled", "govuk-frontend-supported");

if (document.querySelector("[data-module^='govuk-']")) {
  const own = document.querySelector("script[data-govuk]");
  const { initAll } = await import(own.dataset.govuk);
  initAll();
}
