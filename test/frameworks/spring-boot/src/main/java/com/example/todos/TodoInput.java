package com.example.todos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client has sent of a todo. A bean could not tell null from nothing, and Jackson stops at the first field that does not fit: the
 * fields are looked at one by one.
 */
record TodoInput(Optional<String> title, Optional<Boolean> completed, boolean hasOrder, Double order) {

  static TodoInput ofNew(JsonNode body) {
    return parse(body, true);
  }

  static TodoInput ofChanges(JsonNode body) {
    return parse(body, false);
  }

  private static TodoInput parse(JsonNode body, boolean isNew) {
    if (!body.isObject()) {
      throw new InvalidFieldsException(Map.of("body", "must be an object"));
    }
    Map<String, String> errors = new LinkedHashMap<>();
    JsonNode title = body.path("title");
    JsonNode completed = body.path("completed");
    JsonNode order = body.path("order");

    String trimmed = title.asText().strip();
    if (title.isMissingNode() ? isNew : !title.isTextual()) {
      errors.put("title", "must be text");
    } else if (title.isTextual() && (trimmed.isEmpty() || trimmed.length() > 500)) {
      errors.put("title", "must have 1 to 500 characters");
    }
    if (!completed.isMissingNode() && !completed.isBoolean()) {
      errors.put("completed", "must be true or false");
    }
    boolean isNumber = order.isNumber() && Double.isFinite(order.doubleValue());
    if (!order.isMissingNode() && !order.isNull() && !isNumber) {
      errors.put("order", "must be a number, or null");
    }
    if (!errors.isEmpty()) {
      throw new InvalidFieldsException(errors);
    }
    return new TodoInput(
        title.isMissingNode() ? Optional.empty() : Optional.of(trimmed),
        completed.isMissingNode() ? Optional.empty() : Optional.of(completed.booleanValue()),
        !order.isMissingNode(),
        isNumber ? order.doubleValue() : null);
  }

  Todo applyTo(Todo todo) {
    return new Todo(todo.id(), title.orElse(todo.title()), completed.orElse(todo.completed()), hasOrder ? order : todo.order());
  }
}
