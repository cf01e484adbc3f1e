package com.example.todos;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** Keeps todos in a file. Requests come in several threads: one change waits for the other, and readers see the list before or after it. */
@Repository
class TodoStore {

  private final Path file;
  private final ObjectMapper mapper;
  private volatile List<Todo> todos;

  TodoStore(@Value("${todos.file}") Path file, ObjectMapper mapper) throws IOException {
    this.file = file.toAbsolutePath();
    this.mapper = mapper;
    Files.createDirectories(this.file.getParent());
    todos = Files.exists(this.file) ? mapper.readValue(this.file.toFile(), new TypeReference<List<Todo>>() {}) : List.of();
  }

  List<Todo> list() {
    return todos;
  }

  Optional<Todo> find(String id) {
    return todos.stream().filter(todo -> todo.id().equals(id)).findFirst();
  }

  synchronized Todo create(TodoInput input) {
    Todo todo = input.applyTo(new Todo(UUID.randomUUID().toString(), "", false, null));
    List<Todo> more = new ArrayList<>(todos);
    more.add(todo);
    save(more);
    return todo;
  }

  synchronized Optional<Todo> update(String id, TodoInput input) {
    Optional<Todo> changed = find(id).map(input::applyTo);
    changed.ifPresent(now -> save(todos.stream().map(todo -> todo.id().equals(id) ? now : todo).toList()));
    return changed;
  }

  synchronized Optional<Todo> remove(String id) {
    Optional<Todo> removed = find(id);
    removed.ifPresent(gone -> save(todos.stream().filter(todo -> todo != gone).toList()));
    return removed;
  }

  synchronized void clear() {
    save(List.of());
  }

  /** Replaces the file as a whole, and then the list in memory. */
  private void save(List<Todo> changed) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer content = ByteBuffer.wrap(mapper.writeValueAsBytes(changed));
        while (content.hasRemaining()) {
          channel.write(content);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    todos = List.copyOf(changed);
  }
}
