import 'reflect-metadata';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { InvalidFields, ProblemFilter } from './problems.js';
import { requireJson, requireObject } from './bodies.js';

async function bootstrap(): Promise<void> {
  // The order in which a request meets them: who may read the answer, what may be sent, and only then the body.
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { bodyParser: false, logger: ['error', 'warn'] });
  app.enableCors({ exposedHeaders: ['Link', 'Location', 'X-Total-Count'] });
  app.use(requireJson);
  app.useBodyParser('json', { limit: '100kb', strict: false });
  app.use(requireObject);

  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, exceptionFactory: (errors) => InvalidFields.of(errors) }));
  app.enableShutdownHooks();
  await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
}

await bootstrap();
