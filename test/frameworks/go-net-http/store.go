package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/google/uuid"
)

// ErrNotFound is returned for an id that no todo has.
var ErrNotFound = errors.New("no such todo")

// Todo is a todo as it is kept.
type Todo struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Completed bool     `json:"completed"`
	Order     *float64 `json:"order"`
}

// Store keeps todos in memory and in a file. Handlers run at the same time, hence the lock.
type Store struct {
	path  string
	mu    sync.RWMutex
	todos []Todo
}

// OpenStore reads the file at a path, or begins with nothing where there is none.
func OpenStore(path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	content, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(content, &s.todos); err != nil {
		return nil, fmt.Errorf("%s does not hold todos: move it away, or set DATA_FILE: %w", path, err)
	}
	return s, nil
}

// List returns all todos in the order in which they were created.
func (s *Store) List() []Todo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.todos)
}

// Find returns the todo with an id.
func (s *Store) Find(id string) (Todo, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if at := s.indexOf(id); at >= 0 {
		return s.todos[at], nil
	}
	return Todo{}, ErrNotFound
}

// Create adds a todo.
func (s *Store) Create(c Changes) (Todo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	todo := Todo{ID: uuid.NewString()}.with(c)
	return todo, s.save(append(slices.Clone(s.todos), todo))
}

// Update changes the todo with an id.
func (s *Store) Update(id string, c Changes) (Todo, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.indexOf(id)
	if at < 0 {
		return Todo{}, ErrNotFound
	}
	todos := slices.Clone(s.todos)
	todos[at] = todos[at].with(c)
	return todos[at], s.save(todos)
}

// Remove deletes the todo with an id.
func (s *Store) Remove(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.indexOf(id)
	if at < 0 {
		return ErrNotFound
	}
	return s.save(slices.Delete(slices.Clone(s.todos), at, at+1))
}

// Clear deletes all todos.
func (s *Store) Clear() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.save([]Todo{})
}

func (s *Store) indexOf(id string) int {
	return slices.IndexFunc(s.todos, func(t Todo) bool { return t.ID == id })
}

func (t Todo) with(c Changes) Todo {
	if c.Title != nil {
		t.Title = *c.Title
	}
	if c.Completed != nil {
		t.Completed = *c.Completed
	}
	if c.Order != nil {
		t.Order = c.Order.Value
	}
	return t
}

// save replaces the file as a whole, and then what is in memory.
func (s *Store) save(todos []Todo) error {
	content, err := json.Marshal(todos)
	if err != nil {
		return err
	}
	file, err := os.Create(s.path + ".tmp")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), s.path); err != nil {
		return err
	}
	s.todos = todos
	return nil
}
