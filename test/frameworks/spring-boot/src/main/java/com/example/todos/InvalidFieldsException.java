package com.example.todos;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Something that was sent has to be corrected: each field with what is wrong with it. */
class InvalidFieldsException extends ErrorResponseException {

  InvalidFieldsException(Map<String, String> messages) {
    super(HttpStatus.UNPROCESSABLE_ENTITY, problem(messages), null);
  }

  private static ProblemDetail problem(Map<String, String> messages) {
    List<FieldError> errors =
        messages.entrySet().stream().map(entry -> new FieldError(entry.getKey(), entry.getValue())).toList();
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, "Some fields have to be corrected.");
    problem.setProperty("errors", errors);
    return problem;
  }

  record FieldError(String field, String message) {}
}
