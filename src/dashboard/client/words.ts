import type { ClientWords } from '../../core/dashboard/clientWords';

/** The texts that the host put into the page. */
export const words = JSON.parse(document.body.dataset['words'] ?? '{}') as ClientWords;
