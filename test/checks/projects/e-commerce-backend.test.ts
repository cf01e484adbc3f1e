import { describeProject } from '../support/describeProject';

describeProject('e-commerce-backend', ['catalog', 'products', 'cart', 'checkout', 'stock', 'payments', 'webhooks', 'queue']);
