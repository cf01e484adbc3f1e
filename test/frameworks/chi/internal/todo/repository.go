package todo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// content is what the file holds: the highest id outlives the todo that had it.
type content struct {
	LastID int    `json:"lastId"`
	Todos  []Todo `json:"todos"`
}

func (c content) copy() content {
	return content{c.LastID, append([]Todo(nil), c.Todos...)}
}

func (c content) find(id int) int {
	for i, t := range c.Todos {
		if t.ID == id {
			return i
		}
	}
	return -1
}

// Repository keeps todos in a file. It may be used by many goroutines at once.
type Repository struct {
	file string
	mu   sync.RWMutex
	kept content
}

// Open reads a file, which need not be there yet.
func Open(file string) (*Repository, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return nil, err
	}
	r := &Repository{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	} else if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &r.kept); err != nil {
		return nil, fmt.Errorf("the todos in %s cannot be read, move it away or set DATA_FILE: %w", file, err)
	}
	return r, nil
}

// All returns the todos in the order in which they were made.
func (r *Repository) All() []Todo {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.kept.copy().Todos
}

// Get returns the todo with an id.
func (r *Repository) Get(id int) (found Todo, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	at := r.kept.find(id)
	if at < 0 {
		return Todo{}, false
	}
	return r.kept.Todos[at], true
}

// Add makes a todo.
func (r *Repository) Add(changes []Change) (made Todo, err error) {
	err = r.transact(func(c *content) bool {
		c.LastID++
		made.ID = c.LastID
		for _, change := range changes {
			change(&made)
		}
		c.Todos = append(c.Todos, made)
		return true
	})
	return made, err
}

// Change changes the todo with an id.
func (r *Repository) Change(id int, changes []Change) (changed Todo, ok bool, err error) {
	err = r.transact(func(c *content) bool {
		at := c.find(id)
		if at < 0 {
			return false
		}
		for _, change := range changes {
			change(&c.Todos[at])
		}
		changed, ok = c.Todos[at], true
		return true
	})
	return changed, ok, err
}

// Remove deletes the todo with an id.
func (r *Repository) Remove(id int) (ok bool, err error) {
	err = r.transact(func(c *content) bool {
		at := c.find(id)
		if ok = at >= 0; ok {
			c.Todos = append(c.Todos[:at], c.Todos[at+1:]...)
		}
		return ok
	})
	return ok, err
}

// RemoveAll deletes all todos.
func (r *Repository) RemoveAll() error {
	return r.transact(func(c *content) bool {
		c.Todos = nil
		return true
	})
}

// transact changes a copy, and keeps it when it is on the disk. Without a change, nothing is written.
func (r *Repository) transact(change func(*content) bool) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	changed := r.kept.copy()
	if !change(&changed) {
		return nil
	}
	text, err := json.Marshal(changed)
	if err != nil {
		return err
	}
	if err := replaceFile(r.file, text); err != nil {
		return err
	}
	r.kept = changed
	return nil
}

// replaceFile writes beside the file, and puts that in its place when it is on the disk.
func replaceFile(file string, text []byte) error {
	temporary, err := os.OpenFile(file+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = temporary.Write(text)
	if err := errors.Join(err, temporary.Sync(), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}
