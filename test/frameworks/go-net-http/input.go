package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

const maxBody = 100 << 10

// Changes are the fields that a client has sent; what it has not sent is nil.
type Changes struct {
	Title     *string
	Completed *bool
	Order     *OrderChange
}

// OrderChange tells an order of null from one that was not sent.
type OrderChange struct{ Value *float64 }

// fields are the members of a body, not looked at yet.
type fields map[string]json.RawMessage

// readBody reads an object. What cannot be read is a problem of its own.
func readBody(w http.ResponseWriter, r *http.Request) (fields, error) {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/json" {
		return nil, problem(http.StatusUnsupportedMediaType, "Send JSON, with Content-Type: application/json.")
	}
	var value json.RawMessage
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
	err = decoder.Decode(&value)
	if err == nil && decoder.More() {
		err = errors.New("there is more behind the JSON")
	}
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return nil, problem(http.StatusRequestEntityTooLarge, "The body is larger than 100 kB.")
	}
	if err != nil {
		return nil, problem(http.StatusBadRequest, "The body is not valid JSON.")
	}
	var f fields
	if err := json.Unmarshal(value, &f); err != nil || f == nil {
		return nil, invalid(FieldError{"body", "must be an object"})
	}
	return f, nil
}

// validate looks at every field, and names all that are wrong.
func (f fields) validate(isNew bool) (Changes, error) {
	var c Changes
	var wrong []FieldError
	refuse := func(field, message string) { wrong = append(wrong, FieldError{field, message}) }

	if raw, sent := f["title"]; sent {
		if title, ok := decode[string](raw); !ok {
			refuse("title", "must be text")
		} else if title = strings.TrimSpace(title); title == "" || utf8.RuneCountInString(title) > 500 {
			refuse("title", "must have 1 to 500 characters")
		} else {
			c.Title = &title
		}
	} else if isNew {
		refuse("title", "is missing")
	}
	if raw, sent := f["completed"]; sent {
		if completed, ok := decode[bool](raw); ok {
			c.Completed = &completed
		} else {
			refuse("completed", "must be true or false")
		}
	}
	if raw, sent := f["order"]; sent {
		if order, ok := decode[float64](raw); ok {
			c.Order = &OrderChange{&order}
		} else if string(raw) == "null" {
			c.Order = &OrderChange{}
		} else {
			refuse("order", "must be a number, or null")
		}
	}
	if len(wrong) > 0 {
		return Changes{}, invalid(wrong...)
	}
	return c, nil
}

// decode takes a value of that type and no other: encoding/json leaves what it decodes into alone when it reads null.
func decode[T any](raw json.RawMessage) (value T, ok bool) {
	if string(raw) == "null" {
		return value, false
	}
	return value, json.Unmarshal(raw, &value) == nil
}

type query struct {
	completed     *bool
	limit, offset int
}

var digits = regexp.MustCompile(`^[0-9]{1,18}$`)

func parseQuery(values url.Values) (query, error) {
	var q query
	var wrong []FieldError
	if values.Has("completed") {
		switch completed := values.Get("completed"); completed {
		case "true", "false":
			q.completed = new(bool)
			*q.completed = completed == "true"
		default:
			wrong = append(wrong, FieldError{"completed", "must be true or false"})
		}
	}
	number := func(name string, least, most int) (n int) {
		if !values.Has(name) {
			return 0
		}
		text := values.Get(name)
		n, err := strconv.Atoi(text)
		if err != nil || !digits.MatchString(text) || n < least || n > most {
			wrong = append(wrong, FieldError{name, fmt.Sprintf("must be a whole number from %d to %d", least, most)})
		}
		return n
	}
	q.limit = number("limit", 1, 100)
	q.offset = number("offset", 0, math.MaxInt)
	if len(wrong) > 0 {
		return query{}, invalid(wrong...)
	}
	return q, nil
}

func (q query) page(todos []View) []View {
	start := min(q.offset, len(todos))
	if q.limit == 0 {
		return todos[start:]
	}
	return todos[start:min(start+q.limit, len(todos))]
}

// links are those to the pages before and after, when there are pages.
func (q query) links(base string, total int) (links []string) {
	if q.limit == 0 {
		return nil
	}
	link := func(relation string, offset int) {
		values := url.Values{"limit": {strconv.Itoa(q.limit)}, "offset": {strconv.Itoa(offset)}}
		if q.completed != nil {
			values.Set("completed", strconv.FormatBool(*q.completed))
		}
		links = append(links, fmt.Sprintf(`<%s?%s>; rel="%s"`, base, values.Encode(), relation))
	}
	if q.offset > 0 {
		link("prev", max(0, q.offset-q.limit))
	}
	if q.offset+q.limit < total {
		link("next", q.offset+q.limit)
	}
	return links
}
