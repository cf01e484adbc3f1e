package com.example.todos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which part of the list a client wants. A limit of null is all of it. */
record TodoQuery(Boolean completed, Integer limit, long offset) {

  /** Spring's own conversion takes " 5", "+5" and "0x5" for numbers, too. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

  static TodoQuery of(Map<String, String> parameters) {
    Map<String, String> errors = new LinkedHashMap<>();
    String completed = parameters.get("completed");
    if (completed != null && !List.of("true", "false").contains(completed)) {
      errors.put("completed", "must be true or false");
    }
    long limit = wholeNumber(parameters.getOrDefault("limit", "1"));
    if (limit < 1 || limit > 100) {
      errors.put("limit", "must be a whole number from 1 to 100");
    }
    long offset = wholeNumber(parameters.getOrDefault("offset", "0"));
    if (offset < 0) {
      errors.put("offset", "must be a whole number from 0");
    }
    if (!errors.isEmpty()) {
      throw new InvalidFieldsException(errors);
    }
    return new TodoQuery(
        completed == null ? null : Boolean.valueOf(completed), parameters.containsKey("limit") ? (int) limit : null, offset);
  }

  private static long wholeNumber(String text) {
    return WHOLE_NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
  }

  boolean matches(Todo todo) {
    return completed == null || todo.completed() == completed;
  }
}
