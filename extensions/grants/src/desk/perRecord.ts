/** A screen of one record is built anew for the next: nothing asked, typed or on its way for one reaches another. */
import { h, type Component, type FunctionalComponent } from 'vue';

/**
 * @param screen a component that works on one record
 * @param key its property that names the record
 */
export function perRecord(screen: Component, key: 'id' | 'primaryKey'): Component {
  const page: FunctionalComponent<Record<string, unknown>> = (props, { attrs }) =>
    h(screen, { ...attrs, ...props, key: String(props[key]) });
  page.props = [key];
  // Everything is handed on above; handed on twice, an event would be heard twice.
  page.inheritAttrs = false;
  return page;
}
