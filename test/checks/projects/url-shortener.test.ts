import { describeProject } from '../support/describeProject';

describeProject('url-shortener', [
  'shorten-and-redirect',
  'validation',
  'custom-aliases',
  'click-analytics',
  'expiry',
  'caching',
  'invalidation',
  'rate-limit',
]);
