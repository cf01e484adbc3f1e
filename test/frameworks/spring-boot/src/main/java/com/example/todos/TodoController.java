package com.example.todos;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

@RestController
class TodoController {

  private final TodoStore store;

  TodoController(TodoStore store) {
    this.store = store;
  }

  @GetMapping("/health")
  Map<String, String> health() {
    return Map.of("status", "ok");
  }

  @GetMapping("/todos")
  ResponseEntity<List<TodoView>> list(@RequestParam Map<String, String> parameters) {
    TodoQuery query = TodoQuery.of(parameters);
    List<TodoView> matching = store.list().stream().filter(query::matches).map(this::view).toList();
    List<TodoView> page =
        matching.stream().skip(query.offset()).limit(query.limit() == null ? Long.MAX_VALUE : query.limit()).toList();
    HttpHeaders headers = new HttpHeaders();
    headers.set("X-Total-Count", String.valueOf(matching.size()));
    List<String> links = links(query, matching.size());
    if (!links.isEmpty()) {
      headers.set(HttpHeaders.LINK, String.join(", ", links));
    }
    return ResponseEntity.ok().headers(headers).body(page);
  }

  @PostMapping(path = "/todos", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<TodoView> create(@RequestBody JsonNode body) {
    TodoView created = view(store.create(TodoInput.ofNew(body)));
    return ResponseEntity.created(URI.create(created.url())).body(created);
  }

  @DeleteMapping("/todos")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void clear() {
    store.clear();
  }

  @GetMapping("/todos/{id}")
  TodoView read(@PathVariable String id) {
    return view(existing(store.find(id)));
  }

  @PatchMapping(path = "/todos/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  TodoView update(@PathVariable String id, @RequestBody JsonNode body) {
    return view(existing(store.update(id, TodoInput.ofChanges(body))));
  }

  @DeleteMapping("/todos/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id) {
    existing(store.remove(id));
  }

  private static Todo existing(Optional<Todo> todo) {
    return todo.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no todo with this id."));
  }

  private static UriComponentsBuilder address() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path("/todos");
  }

  private TodoView view(Todo todo) {
    String url = address().pathSegment(todo.id()).toUriString();
    return new TodoView(todo.id(), todo.title(), todo.completed(), todo.order(), url);
  }

  private static List<String> links(TodoQuery query, int total) {
    List<String> links = new ArrayList<>();
    if (query.limit() == null) {
      return links;
    }
    if (query.offset() > 0) {
      links.add(link("prev", query, Math.max(0, query.offset() - query.limit())));
    }
    if (query.offset() + query.limit() < total) {
      links.add(link("next", query, query.offset() + query.limit()));
    }
    return links;
  }

  private static String link(String relation, TodoQuery query, long offset) {
    UriComponentsBuilder page = address().queryParam("limit", query.limit()).queryParam("offset", offset);
    page.queryParamIfPresent("completed", Optional.ofNullable(query.completed()));
    return "<%s>; rel=\"%s\"".formatted(page.toUriString(), relation);
  }
}
