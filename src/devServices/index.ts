/** What other rooms may use of this one. */
export { DevServicesError } from './hostMessages';
export { type DevServices, startDevServices } from './supervisor';
