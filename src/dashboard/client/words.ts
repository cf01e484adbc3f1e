import type { ClientWords } from '../model/clientWords';

/** The texts that the host put into the page. */
export const words = JSON.parse(document.body.dataset['words'] ?? '{}') as ClientWords;
