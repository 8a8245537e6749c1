/** The control with this id, or the group that stands for several; nothing while it is not on the page. */
function controlOf(id: string): HTMLElement | null {
  return document.getElementById(id) ?? document.getElementById(`${id}-group`);
}

/** The whole question around a control, with its label: what must be in sight for the control to be understood. */
export function questionAt(id: string): HTMLElement | null {
  const control = controlOf(id);
  return control?.closest<HTMLElement>('[data-path], .paper') ?? control;
}

/** Leads the reader to a field: opens the folds around it, moves the focus there and brings it into sight. */
export function goToField(id: string): void {
  const control = controlOf(id);
  for (let fold = control?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}
