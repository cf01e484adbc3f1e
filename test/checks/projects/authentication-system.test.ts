import { describeProject } from '../support/describeProject';

describeProject('authentication-system', [
  'register',
  'registration-rules',
  'login',
  'protected-route',
  'refresh-rotation',
  'logout',
  'roles',
  'lockout',
]);
