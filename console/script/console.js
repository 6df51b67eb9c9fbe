// Comfort only: every page does all it does without this. Under the policy of the console: no code that came as text.

/** A form is sent once: a second press while it is on its way does nothing. */
function sendOnce() {
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (defaultPrevented || target.method !== 'post') return;
    if (target.dataset.sent === 'yes') return;
    // After this event: a button that is disabled during it is not sent with the form.
    setTimeout(() => {
      target.dataset.sent = 'yes';
      for (const button of target.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
    });
  });
  document.addEventListener(
    'submit',
    (event) => {
      if (event.target.dataset.sent === 'yes') event.preventDefault();
    },
    true,
  );
  // Back by the browser's own cache: the page is usable again.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    for (const form of document.forms) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
    }
  });
}

/** Leaving a page on which something was typed asks first. */
function warnBeforeLoss() {
  let changed = false;
  for (const form of document.querySelectorAll('form[data-keep]')) {
    form.addEventListener('input', () => (changed = true));
    form.addEventListener('submit', () => (changed = false));
  }
  window.addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
}

/** Focus on what is to be corrected, or on what has been done. */
function focusFirst() {
  document.querySelector('[data-focus]')?.focus();
}

/** « Tout sélectionner » of a list. */
function selectAll() {
  for (const all of document.querySelectorAll('input[data-select-all]')) {
    const boxes = () => all.form.querySelectorAll(`input[name="${all.dataset.selectAll}"]`);
    all.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked;
    });
  }
}

/** « Copier » beside an identifier. */
function copyButtons() {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const said = button.querySelector('[role="status"]');
      if (said !== null) said.textContent = ' copié';
    });
  }
}

sendOnce();
warnBeforeLoss();
focusFirst();
selectAll();
copyButtons();
