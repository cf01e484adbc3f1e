/** `npm run stripe:fake`: the stand-in for Stripe as a program of its own, at a fixed address, for trying things by hand. */
import { StartupError } from '../../src/platform/errors.ts';
import { loadEnvFile } from '../../src/platform/loadEnvFile.ts';
import { startStripeFake } from './stripeFake.ts';

try {
  loadEnvFile();
  const port = Number(process.env['STRIPE_FAKE_PORT'] || 12_111);
  const webhookUrl = process.env['STRIPE_FAKE_WEBHOOK_URL'] || 'http://127.0.0.1:3000/webhooks/stripe';
  const webhookSecret = process.env['STRIPE_WEBHOOK_SECRET'] || 'whsec_stand_in';

  const fake = await startStripeFake({ port, webhookUrl, webhookSecret });
  console.log(`Stand-in for Stripe (no real payments) at ${fake.url}, webhooks go to ${webhookUrl}.`);
  console.log('Put this into the .env of the shop:');
  console.log(`  STRIPE_SECRET_KEY=sk_test_stand_in\n  STRIPE_WEBHOOK_SECRET=${webhookSecret}\n  STRIPE_API_BASE=${fake.url}`);

  const stop = (): void => void fake.close().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
