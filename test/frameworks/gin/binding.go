package main

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

// field is a member of a body: a pointer could not tell a null that was sent from nothing.
type field[T any] struct {
	sent, isNull, isValid bool
	value                 T
}

// UnmarshalJSON never fails, so that the other fields of the body are looked at, too.
func (f *field[T]) UnmarshalJSON(raw []byte) error {
	f.sent = true
	f.isNull = string(raw) == "null"
	f.isValid = !f.isNull && json.Unmarshal(raw, &f.value) == nil
	return nil
}

// todoInput is what a client may say of a todo.
type todoInput struct {
	Title     field[string]  `json:"title"`
	Completed field[bool]    `json:"completed"`
	Order     field[float64] `json:"order"`
}

// bindTodo reads a body and names all fields of it that are wrong.
func bindTodo(c *gin.Context, isNew bool) (todoInput, error) {
	var in todoInput
	if c.ContentType() != gin.MIMEJSON {
		return in, newProblem(http.StatusUnsupportedMediaType, "Send JSON, with Content-Type: application/json.")
	}
	raw, err := c.GetRawData()
	if err != nil {
		return in, err
	}
	if !json.Valid(raw) {
		return in, newProblem(http.StatusBadRequest, "The body is not valid JSON.")
	}
	if err := json.Unmarshal(raw, &in); err != nil || string(raw) == "null" {
		return in, invalid(FieldError{"body", "must be an object"})
	}
	in.Title.value = strings.TrimSpace(in.Title.value)
	length := utf8.RuneCountInString(in.Title.value)

	var wrong []FieldError
	if in.Title.sent && !in.Title.isValid || !in.Title.sent && isNew {
		wrong = append(wrong, FieldError{"title", "must be text"})
	} else if in.Title.sent && (length < 1 || length > 500) {
		wrong = append(wrong, FieldError{"title", "must have 1 to 500 characters"})
	}
	if in.Completed.sent && !in.Completed.isValid {
		wrong = append(wrong, FieldError{"completed", "must be true or false"})
	}
	if in.Order.sent && !in.Order.isValid && !in.Order.isNull {
		wrong = append(wrong, FieldError{"order", "must be a number, or null"})
	}
	if len(wrong) > 0 {
		return in, invalid(wrong...)
	}
	return in, nil
}

type listQuery struct {
	completed     string
	limit, offset int
}

var wholeNumber = regexp.MustCompile(`^[0-9]{1,18}$`)

func bindQuery(c *gin.Context) (listQuery, error) {
	var q listQuery
	var wrong []FieldError
	if completed, sent := c.GetQuery("completed"); sent {
		q.completed = completed
		if completed != "true" && completed != "false" {
			wrong = append(wrong, FieldError{"completed", "must be true or false"})
		}
	}
	if limit, sent := c.GetQuery("limit"); sent {
		q.limit = parseWhole(limit)
		if q.limit < 1 || q.limit > 100 {
			wrong = append(wrong, FieldError{"limit", "must be a whole number from 1 to 100"})
		}
	}
	if offset, sent := c.GetQuery("offset"); sent {
		q.offset = parseWhole(offset)
		if q.offset < 0 {
			wrong = append(wrong, FieldError{"offset", "must be a whole number from 0"})
		}
	}
	if len(wrong) > 0 {
		return q, invalid(wrong...)
	}
	return q, nil
}

// parseWhole answers -1 for what is no whole number.
func parseWhole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || !wholeNumber.MatchString(text) {
		return -1
	}
	return n
}

func invalid(wrong ...FieldError) *Problem {
	return newProblem(http.StatusUnprocessableEntity, "Some fields have to be corrected.", wrong...)
}
