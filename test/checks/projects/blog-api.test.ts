import { describeProject } from '../support/describeProject';

describeProject('blog-api', [
  'register-and-login',
  'current-user',
  'profiles',
  'articles',
  'validation',
  'comments',
  'favorites-and-tags',
  'feed-and-pagination',
]);
