import { parseEnv } from 'node:util';
import { serviceDescriptions, type ServiceKind } from '../core/project/serviceKinds';

/** Variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where a project's services come from, one entry for each it declares. */
export type ServiceSource =
  | { readonly kind: ServiceKind; readonly from: 'environment' | '.env'; readonly url: string }
  | { readonly kind: ServiceKind; readonly from: 'built-in' };

/** Reads the text of a `.env` or `.env.example` by the rules of `process.loadEnvFile`, which is how the projects read it. */
export function parseEnvFile(text: string): Variables {
  return parseEnv(text);
}

/**
 * The one rule: a URL in the environment or in `.env` is used as it is, and where there is none, the built-in service starts. The
 * environment comes first because `process.loadEnvFile` lets it win too. An empty value is none.
 */
export function chooseSources(kinds: readonly ServiceKind[], environment: Variables, dotEnv: Variables): ServiceSource[] {
  return kinds.map((kind): ServiceSource => {
    const { variable } = serviceDescriptions[kind];
    const fromEnvironment = environment[variable]?.trim();
    if (fromEnvironment !== undefined && fromEnvironment !== '') return { kind, from: 'environment', url: fromEnvironment };
    const fromFile = dotEnv[variable]?.trim();
    if (fromFile !== undefined && fromFile !== '') return { kind, from: '.env', url: fromFile };
    return { kind, from: 'built-in' };
  });
}
