import { describeProject } from '../support/describeProject';

describeProject('rest-api', ['hello', 'read-one', 'update', 'delete', 'validation', 'todo-backend', 'persistence', 'filtering']);
