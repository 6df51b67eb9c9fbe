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
    // Without this script it would do nothing: it is shown by it.
    all.closest('label').hidden = false;
    // Boxes stand in their lines, and belong to the form by its id.
    const boxes = () => [...all.form.elements].filter(({ name }) => name === all.dataset.selectAll);
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

/** Keys through a list, for those who have chosen them: never while one types, never with another key. */
function shortcuts() {
  const help = document.querySelector('[data-shortcuts]');
  if (help === null) return;
  const said = help.querySelector('[data-said]');
  const lines = () => [...document.querySelectorAll('main tbody tr, main .task')];
  const linkOf = (line) => line?.querySelector('th a, h3 a, a');
  const here = () => lines().findIndex((line) => line.contains(document.activeElement));
  const goTo = (rank) => {
    const all = lines();
    const line = all[Math.max(0, Math.min(all.length - 1, rank))];
    linkOf(line)?.focus();
  };
  const follow = (rel) => document.querySelector(`main a[rel="${rel}"]`)?.click();
  const acts = {
    j: () => goTo(here() + 1),
    k: () => goTo(here() - 1),
    n: () => follow('next'),
    p: () => follow('prev'),
    x: () => {
      const box = lines()[here()]?.querySelector('input[type="checkbox"]');
      if (!box) return;
      box.checked = !box.checked;
      said.textContent = box.checked ? 'Ligne cochée' : 'Ligne décochée';
    },
    '?': () => {
      help.open = !help.open;
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return;
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

sendOnce();
warnBeforeLoss();
focusFirst();
selectAll();
copyButtons();
shortcuts();
