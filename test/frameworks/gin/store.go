package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/google/renameio/v2"
	"github.com/google/uuid"
)

// ErrNotFound is answered for an id that no todo has.
var ErrNotFound = errors.New("no such todo")

// Todo is what the file holds.
type Todo struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Completed bool     `json:"completed"`
	Order     *float64 `json:"order"`
}

// Store is a list of todos in a file. A list that was given out is never changed.
type Store struct {
	sync.Mutex
	path  string
	todos []Todo
}

// OpenStore reads the todos in a file, if there is one.
func OpenStore(path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	store := &Store{path: path}
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return store, nil
	}
	if err == nil {
		err = json.Unmarshal(content, &store.todos)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be used: move it away, or set DATA_FILE (%w)", path, err)
	}
	return store, nil
}

// All answers the todos in the order in which they were added.
func (s *Store) All() []Todo {
	s.Lock()
	defer s.Unlock()
	return s.todos
}

// Get answers the todo with an id.
func (s *Store) Get(id string) (Todo, error) {
	for _, todo := range s.All() {
		if todo.ID == id {
			return todo, nil
		}
	}
	return Todo{}, ErrNotFound
}

// Add makes a todo.
func (s *Store) Add(in todoInput) (Todo, error) {
	s.Lock()
	defer s.Unlock()
	todo := apply(Todo{ID: uuid.NewString()}, in)
	return todo, s.replace(append(s.todos[:len(s.todos):len(s.todos)], todo))
}

// Change changes the todo with an id.
func (s *Store) Change(id string, in todoInput) (Todo, error) {
	s.Lock()
	defer s.Unlock()
	var changed *Todo
	todos := make([]Todo, len(s.todos))
	for i, todo := range s.todos {
		todos[i] = todo
		if todo.ID == id {
			todos[i] = apply(todo, in)
			changed = &todos[i]
		}
	}
	if changed == nil {
		return Todo{}, ErrNotFound
	}
	return *changed, s.replace(todos)
}

// Remove deletes the todo with an id.
func (s *Store) Remove(id string) error {
	s.Lock()
	defer s.Unlock()
	left := make([]Todo, 0, len(s.todos))
	for _, todo := range s.todos {
		if todo.ID != id {
			left = append(left, todo)
		}
	}
	if len(left) == len(s.todos) {
		return ErrNotFound
	}
	return s.replace(left)
}

// Clear deletes all todos.
func (s *Store) Clear() error {
	s.Lock()
	defer s.Unlock()
	return s.replace([]Todo{})
}

func apply(todo Todo, in todoInput) Todo {
	if in.Title.sent {
		todo.Title = in.Title.value
	}
	if in.Completed.sent {
		todo.Completed = in.Completed.value
	}
	if in.Order.isNull {
		todo.Order = nil
	} else if in.Order.sent {
		todo.Order = &in.Order.value
	}
	return todo
}

// replace writes the list to the disk before it believes it. The caller holds the lock.
func (s *Store) replace(todos []Todo) error {
	content, err := json.Marshal(todos)
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(s.path, content, 0o644); err != nil {
		return err
	}
	s.todos = todos
	return nil
}
