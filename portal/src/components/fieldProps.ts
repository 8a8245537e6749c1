/** What every field is given: the id of its control (the path of the answer), and the words around it. */
export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly support?: string | undefined;
  readonly error?: string | undefined;
}

/** One thing to choose; it may carry a sentence of its own. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string | undefined;
}

/** Ids of the support text and the error of a field that are there, for `aria-describedby`. */
export function describing({ id, support, error }: FieldProps): string | undefined {
  const ids = [support ? `${id}-support` : '', error ? `${id}-error` : ''].filter((part) => part !== '');
  return ids.length === 0 ? undefined : ids.join(' ');
}
