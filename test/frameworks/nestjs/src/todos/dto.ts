import { PartialType } from '@nestjs/mapped-types';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsNumber, IsOptional, IsString, Length, Matches, ValidateIf } from 'class-validator';

const isSent = (_: unknown, value: unknown): boolean => value !== undefined;

export class CreateTodoDto {
  @IsString()
  @Length(1, 500)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  title: string;

  // IsOptional would let null through.
  @ValidateIf(isSent)
  @IsBoolean()
  completed?: boolean;

  @IsOptional()
  @IsNumber()
  order?: number | null;
}

export class UpdateTodoDto extends PartialType(CreateTodoDto, { skipNullProperties: false }) {}

/** In a query everything is text. */
export class ListTodosDto {
  @IsOptional()
  @IsIn(['true', 'false'])
  completed?: 'true' | 'false';

  @IsOptional()
  @IsString()
  @Matches(/^0*([1-9]\d?|100)$/, { message: 'limit must be a whole number from 1 to 100' })
  limit?: string;

  @IsOptional()
  @IsString()
  @Matches(/^\d+$/, { message: 'offset must be a whole number' })
  offset?: string;
}
