/** The services a project may ask for. */
export const serviceKinds = ['postgres', 'redis', 'mongodb'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** What is said about a service, and the variable through which a program learns where it is. */
export interface ServiceDescription {
  readonly label: string;
  readonly variable: string;
}

export const serviceDescriptions: Readonly<Record<ServiceKind, ServiceDescription>> = {
  postgres: { label: 'PostgreSQL', variable: 'DATABASE_URL' },
  redis: { label: 'Redis', variable: 'REDIS_URL' },
  mongodb: { label: 'MongoDB', variable: 'MONGODB_URL' },
};

/** Who may use a PostgreSQL that was started for a project, stand-in or not, and the password: said in its URL, and asked for. */
export const localUser = 'postgres';
export const localPassword = 'postgres';

/** Where a service of a kind answers that was started for a project. */
export function localUrl(kind: ServiceKind, port: number): string {
  const place = `127.0.0.1:${String(port)}`;
  switch (kind) {
    case 'postgres':
      return `postgresql://${localUser}:${localPassword}@${place}/postgres`;
    case 'redis':
      return `redis://${place}`;
    case 'mongodb':
      return `mongodb://${place}/app`;
  }
}
