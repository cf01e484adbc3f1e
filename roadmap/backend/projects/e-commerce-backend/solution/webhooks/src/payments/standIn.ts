/** No Stripe account yet? Then the local stand-in takes its place, and the log says so. Never in production: see config.ts. */
import type { StripeFake } from '../../dev/stripe-fake/stripeFake.ts';
import type { StripeConfig } from '../config.ts';
import { StartupError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';

/** The address that requests.http uses. */
const USUAL_PORT = 12_111;

export interface StandIn extends StripeFake {
  readonly config: StripeConfig;
}

export async function startStandIn(logger: Logger): Promise<StandIn> {
  // Loaded only here, so that production never has it in memory.
  const { startStripeFake } = await import('../../dev/stripe-fake/stripeFake.ts');
  const webhookSecret = 'whsec_stand_in';
  const fake = await startStripeFake({ port: USUAL_PORT, webhookSecret }).catch((error: unknown) => {
    // Another shop of ours is running: any free port will do.
    if (error instanceof StartupError) return startStripeFake({ webhookSecret });
    throw error;
  });
  logger.warn('Stripe is not configured: using the local stand-in, no real payments', { stripe: fake.url });
  return { ...fake, config: { secretKey: 'sk_test_stand_in', webhookSecret, apiBase: fake.url } };
}
