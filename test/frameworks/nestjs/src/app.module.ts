import { Controller, Get, Module } from '@nestjs/common';
import { TodosController } from './todos/todos.controller.js';
import { TodosService } from './todos/todos.service.js';

@Controller('health')
class HealthController {
  @Get()
  check() {
    return { status: 'ok' };
  }
}

@Module({ controllers: [HealthController, TodosController], providers: [TodosService] })
export class AppModule {}
