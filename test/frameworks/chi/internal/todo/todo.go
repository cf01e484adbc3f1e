// Package todo knows what a todo is, and keeps todos in a file.
package todo

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Todo is one of the things to do. Ids count up and are never given twice.
type Todo struct {
	ID        int      `json:"id"`
	Title     string   `json:"title"`
	Completed bool     `json:"completed"`
	Order     *float64 `json:"order"`
}

// Errors are messages by the names of fields.
type Errors map[string]string

// Change is made to a todo when it is valid.
type Change func(*Todo)

// Parse reads the fields of a JSON object, and says of all of them what is wrong.
func Parse(fields map[string]any, isNew bool) ([]Change, Errors) {
	var changes []Change
	errors := Errors{}

	switch title, sent := fields["title"]; title := title.(type) {
	case string:
		title = strings.TrimSpace(title)
		if n := utf8.RuneCountInString(title); n < 1 || n > 500 {
			errors["title"] = "must have 1 to 500 characters"
		}
		changes = append(changes, func(t *Todo) { t.Title = title })
	default:
		if sent || isNew {
			errors["title"] = "must be text"
		}
	}

	switch completed, sent := fields["completed"]; completed := completed.(type) {
	case bool:
		changes = append(changes, func(t *Todo) { t.Completed = completed })
	default:
		if sent {
			errors["completed"] = "must be true or false"
		}
	}

	switch order, sent := fields["order"]; order := order.(type) {
	case float64:
		changes = append(changes, func(t *Todo) { t.Order = &order })
	case nil:
		if sent {
			changes = append(changes, func(t *Todo) { t.Order = nil })
		}
	default:
		errors["order"] = "must be a number, or null"
	}

	if len(errors) > 0 {
		return nil, errors
	}
	return changes, nil
}

// ParseID reads an id as it stands in a path: the one way in which it is written there.
func ParseID(text string) (id int, ok bool) {
	id, err := strconv.Atoi(text)
	return id, err == nil && strconv.Itoa(id) == text
}
