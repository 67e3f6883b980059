// Gives the choosing lists of the back-office the name of their field, for people who listen to the page.
"use strict";

(() => {
  const nameList = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const list = select.nextElementSibling;
    if (!label || !list || !list.classList.contains("select2")) return;
    const name = label.textContent.replace(":", "").trim();
    const box = list.querySelector(".select2-selection");
    box.removeAttribute("aria-labelledby");
    box.setAttribute("aria-label", name);
    for (const part of list.querySelectorAll("[role=textbox], .select2-search__field")) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", name);
    }
  };
  // A date and its hour are two boxes under one name.
  const nameBox = (box) => {
    const label = box.closest(".flex-container, .form-row").querySelector("label, legend");
    if (label) box.setAttribute("aria-label", label.textContent.replace(":", "").trim());
  };
  const nameAll = () => {
    document.querySelectorAll("select.admin-autocomplete").forEach(nameList);
    document.querySelectorAll("p.datetime input").forEach(nameBox);
  };

  // The lists are built after the page, and again when a row is added or another choice made.
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
})();
