import { describeProject } from '../support/describeProject';

describeProject('real-time-chat', ['connect', 'messages', 'history', 'reconnect', 'presence', 'two-instances', 'rate-limit']);
