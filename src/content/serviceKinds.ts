/** The services a project may ask for. */
export const serviceKinds = ['postgres', 'redis', 'mongodb'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** What is said about a service, and the variable through which a program learns where it is. */
export interface ServiceDescription {
  readonly label: string;
  readonly variable: string;
  /** Said plainly wherever the built-in one is used, so that nobody takes it for the real thing. */
  readonly builtInNote: string;
}

export const serviceDescriptions: Readonly<Record<ServiceKind, ServiceDescription>> = {
  postgres: {
    label: 'PostgreSQL',
    variable: 'DATABASE_URL',
    builtInNote: 'built-in PostgreSQL (PGlite), data in .data/postgres, for learning; use compose.yaml for the real one',
  },
  redis: {
    label: 'Redis',
    variable: 'REDIS_URL',
    builtInNote: 'built-in stand-in for Redis, in memory, for learning; use compose.yaml for the real one',
  },
  mongodb: {
    label: 'MongoDB',
    variable: 'MONGODB_URL',
    builtInNote: 'built-in stand-in for MongoDB, data in .data/mongodb, for learning; use compose.yaml for the real one',
  },
};

/** Where the built-in service of a kind answers. */
export function builtInUrl(kind: ServiceKind, port: number): string {
  const place = `127.0.0.1:${String(port)}`;
  switch (kind) {
    case 'postgres':
      return `postgresql://postgres:postgres@${place}/postgres`;
    case 'redis':
      return `redis://${place}`;
    case 'mongodb':
      return `mongodb://${place}/app`;
  }
}
