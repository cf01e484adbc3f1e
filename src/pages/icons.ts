import { element, type Element } from '../base/elements';
import { Html, html } from '../base/text';

/** The shapes of the page, drawn once and used by name. Each takes the colour of the text around it. */
const SHAPES = {
  todo: '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4"/>',
  doing:
    '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M12 5.5a6.5 6.5 0 0 0 0 13z" fill="currentColor"/>',
  done: '<circle cx="12" cy="12" r="9.7" fill="currentColor"/><path class="cut" d="m7.4 12.3 3.1 3.1 6.1-6.6" fill="none" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>',
  skipped:
    '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-dasharray="3.2 3.475"/><path d="m8.2 15.8 7.6-7.6" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>',
  proven:
    '<path d="m12 1.6 2.7 2 3.3-.2.9 3.2 2.8 1.8-1.1 3.1 1.1 3.1-2.8 1.8-.9 3.2-3.3-.2-2.7 2-2.7-2-3.3.2-.9-3.2-2.8-1.8 1.1-3.1-1.1-3.1 2.8-1.8.9-3.2 3.3.2z" fill="currentColor"/><path class="cut" d="m8 11.8 2.8 2.8 5.3-5.7" fill="none" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
  milestone:
    '<path d="m12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  reached:
    '<path d="m12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" fill="currentColor" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  trophy:
    '<path d="M7.2 3.6h9.6v6a4.8 4.8 0 0 1-9.6 0z" fill="currentColor" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/><path d="M7 5.6H3.6c0 3.2 1.4 4.8 4 5M17 5.6h3.4c0 3.2-1.4 4.8-4 5M12 14.4v4.2m-4 1.8h8" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  play: '<path d="M7 4.6v14.8L19.2 12z" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>',
  lesson:
    '<path d="M12 6.6C9.8 5 7 4.6 3.6 4.8v13.4c3.4-.2 6.2.2 8.4 1.8 2.2-1.6 5-2 8.4-1.8V4.8C17 4.6 14.2 5 12 6.6zm0 0v13" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  clock:
    '<circle cx="12" cy="12" r="8.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M12 7v5.2l3.4 2" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  pin: '<path d="M12 2.4a7 7 0 0 0-7 7c0 4.8 7 12.2 7 12.2s7-7.4 7-12.2a7 7 0 0 0-7-7z" fill="currentColor"/><circle class="cut-fill" cx="12" cy="9.4" r="2.6"/>',
  calendar:
    '<rect x="3.6" y="5" width="16.8" height="15.4" rx="2.4" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M3.6 10h16.8M8.2 2.8v4m7.6-4v4" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>',
  ahead:
    '<path d="m4.5 18 6.2-6 6.2 6m-12.4-7.5 6.2-6 6.2 6" transform="translate(1.3 0)" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>',
  project:
    '<path d="m12 2.8 8 4.4v9.6l-8 4.4-8-4.4V7.2zm0 9.2 7.6-4.4M12 12 4.4 7.6M12 12v8.8" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  arrow:
    '<path d="M4 12h15m-6-6 6 6-6 6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
  chevron:
    '<path d="m8 4.5 7.5 7.5L8 19.5" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
} as const;

export type IconName = keyof typeof SHAPES;

/** The drawing of every icon; stands once at the start of the page. */
export const iconSheet = (): Html => {
  const symbols = Object.entries(SHAPES).map(([name, shape]) => `<symbol id="icon-${name}" viewBox="0 0 24 24">${shape}</symbol>`);
  return new Html(`<svg class="sheet" width="0" height="0" aria-hidden="true">${symbols.join('')}</svg>`);
};

/** An icon beside words that say the same. */
export const icon = (name: IconName, classes = ''): Html =>
  html`<svg class="icon ${classes}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;

/** The same, for the parts of the page that are sent again when they change. */
export const iconElement = (name: IconName, classes?: string): Element =>
  element(
    'svg',
    { class: classes === undefined ? 'icon' : `icon ${classes}`, 'aria-hidden': 'true' },
    element('use', { href: `#icon-${name}` }),
  );
