import { networkInterfaces } from 'node:os';

/** Addresses of this computer at which nobody is reached who listens on 127.0.0.1 or ::1 alone. */
export function otherAddresses(): string[] {
  // There, all of 127.0.0.0/8 is this computer, with or without a network.
  if (process.platform === 'linux') return ['127.0.0.2'];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
