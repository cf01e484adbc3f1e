import type { SearchParts } from './search';

/** Searches everything there is. The index and what it is made with are loaded by the first search. */
export const search = async (app: SearchParts): Promise<void> => (await import('./search')).search(app);
