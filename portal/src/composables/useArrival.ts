let arrived = false;

/** Called by the router after a change of page inside the portal (never for the first page a browser opens). */
export function noteArrival(): void {
  arrived = true;
}

/** True once per arrival: the new page's heading then takes the focus. */
export function takeFocusOnArrival(): boolean {
  const take = arrived;
  arrived = false;
  return take;
}
