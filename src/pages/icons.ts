import { element, type Element } from '../base/elements';
import { Html, html } from '../base/html';

/** The shapes of the page, drawn once and used by name. Each takes the colour of the text around it. */
const SHAPES = {
  todo: '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4"/>',
  doing:
    '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="M12 5.5a6.5 6.5 0 0 0 0 13z" fill="currentColor"/>',
  done: '<circle cx="12" cy="12" r="9.7" fill="currentColor"/><path class="cut" d="m7.4 12.3 3.1 3.1 6.1-6.6" fill="none" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>',
  skipped:
    '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="2.4"/><path d="m6 18 12-12" stroke="currentColor" stroke-width="2.4"/>',
  /** The icon `verified-filled` of VS Code, which draws on 16 by 16. */
  proven:
    '<path transform="scale(1.5)" d="M11.34 2.07L11.41 2.22L11.99 3.75C12.03 3.87 12.13 3.97 12.25 4.01L13.73 4.57C14.38 4.81 14.73 5.51 14.55 6.16L14.51 6.29L13.82 7.82C13.77 7.93 13.77 8.07 13.82 8.18L14.48 9.62C14.77 10.26 14.52 10.99 13.93 11.34L13.78 11.41L12.25 11.99C12.13 12.03 12.03 12.13 11.99 12.25L11.43 13.73C11.19 14.38 10.49 14.73 9.84 14.55L9.71 14.51L8.18 13.82C8.07 13.77 7.93 13.77 7.82 13.82L6.38 14.48C5.74 14.77 5.01 14.52 4.66 13.93L4.59 13.78L4.01 12.25C3.97 12.13 3.87 12.03 3.75 11.99L2.27 11.43C1.62 11.19 1.27 10.49 1.45 9.84L1.49 9.71L2.18 8.18C2.23 8.07 2.23 7.93 2.18 7.82L1.52 6.38C1.23 5.74 1.48 5.01 2.07 4.67L2.22 4.59L3.75 4.01C3.87 3.97 3.97 3.87 4.01 3.75L4.57 2.27C4.81 1.62 5.51 1.27 6.16 1.45L6.29 1.49L7.82 2.18C7.93 2.23 8.07 2.23 8.18 2.18L9.62 1.52C10.26 1.23 10.99 1.48 11.34 2.07ZM10.16 5.71L6.98 9.35L5.82 8.18C5.64 8.01 5.36 8.01 5.18 8.18C5.01 8.36 5.01 8.64 5.18 8.82L6.68 10.32C6.87 10.5 7.17 10.49 7.34 10.29L10.84 6.29C11 6.11 10.98 5.83 10.79 5.66C10.61 5.5 10.33 5.52 10.16 5.71Z" fill="currentColor"/>',
  milestone:
    '<path d="m12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  reached:
    '<path d="m12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" fill="currentColor" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  trophy:
    '<path d="M7.2 3.6h9.6v6a4.8 4.8 0 0 1-9.6 0z" fill="currentColor" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/><path d="M7 5.6H3.6c0 3.2 1.4 4.8 4 5M17 5.6h3.4c0 3.2-1.4 4.8-4 5M12 14.4v4.2m-4 1.8h8" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
  play: '<path d="M7 4.6v14.8L19.2 12z" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>',
  lesson:
    '<path d="M12 6.6C9.8 5 7 4.6 3.6 4.8v13.4c3.4-.2 6.2.2 8.4 1.8 2.2-1.6 5-2 8.4-1.8V4.8C17 4.6 14.2 5 12 6.6zm0 0v13" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
  quiz: '<circle cx="12" cy="12" r="8.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M9.4 9.6a2.6 2.6 0 1 1 3.8 2.3c-.8.4-1.2.9-1.2 1.9" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/><circle cx="12" cy="16.6" r="1.1" fill="currentColor"/>',
  note: '<path d="M14.6 5.4 18.6 9.4 9 19H5v-4zm-2 2 4 4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>',
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

/** The drawings of these icons, or of all of them; stands once at the start of the page. */
export const iconSheet = (...names: readonly IconName[]): Html => {
  const shapes = Object.entries(SHAPES).filter(([name]) => names.length === 0 || (names as readonly string[]).includes(name));
  const symbols = shapes.map(([name, shape]) => `<symbol id="icon-${name}" viewBox="0 0 24 24">${shape}</symbol>`);
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
