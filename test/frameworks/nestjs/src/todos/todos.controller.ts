import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CreateTodoDto, ListTodosDto, UpdateTodoDto } from './dto.js';
import { TodosService, type Todo } from './todos.service.js';

const addressOf = (request: Request): string => `${request.protocol}://${request.get('host')}/todos`;
const view = (request: Request, todo: Todo) => ({ ...todo, url: `${addressOf(request)}/${todo.id}` });

@Controller('todos')
export class TodosController {
  constructor(private readonly todos: TodosService) {}

  @Get()
  list(@Query() query: ListTodosDto, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const offset = Number(query.offset ?? 0);
    const found = this.todos.findAll().filter(({ completed }) => query.completed === undefined || String(completed) === query.completed);
    const end = query.limit === undefined ? found.length : offset + Number(query.limit);

    response.set('X-Total-Count', String(found.length));
    if (query.limit !== undefined) {
      const page = (start: number): string => {
        const filter: Record<string, string> = query.completed === undefined ? {} : { completed: query.completed };
        const search = new URLSearchParams({ ...filter, limit: String(query.limit), offset: String(start) });
        return `${addressOf(request)}?${search}`;
      };
      const links: Record<string, string> = {};
      if (offset > 0) links.prev = page(Math.max(0, offset - Number(query.limit)));
      if (end < found.length) links.next = page(end);
      if (Object.keys(links).length > 0) response.links(links);
    }
    return found.slice(offset, end).map((todo) => view(request, todo));
  }

  @Post()
  async create(@Body() dto: CreateTodoDto, @Req() request: Request, @Res({ passthrough: true }) response: Response) {
    const todo = view(request, await this.todos.create(dto));
    response.location(todo.url);
    return todo;
  }

  @Delete()
  @HttpCode(204)
  removeAll(): Promise<void> {
    return this.todos.removeAll();
  }

  @Get(':id')
  read(@Param('id') id: string, @Req() request: Request) {
    return view(request, existing(this.todos.findOne(id)));
  }

  @Patch(':id')
  async update(@Param('id') id: string, @Body() dto: UpdateTodoDto, @Req() request: Request) {
    return view(request, existing(await this.todos.update(id, dto)));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string): Promise<void> {
    existing(await this.todos.remove(id));
  }
}

function existing(todo: Todo | undefined): Todo {
  if (!todo) throw new NotFoundException('There is no todo with this id.');
  return todo;
}
