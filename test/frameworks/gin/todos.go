package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

type todoHandler struct {
	store *Store
}

type todoView struct {
	Todo
	URL string `json:"url"`
}

func baseURL(c *gin.Context) string { return "http://" + c.Request.Host + "/todos" }

func view(c *gin.Context, t Todo) todoView {
	return todoView{t, baseURL(c) + "/" + t.ID}
}

func (h *todoHandler) list(c *gin.Context) {
	q, err := bindQuery(c)
	if err != nil {
		_ = c.Error(err)
		return
	}
	all := []todoView{}
	for _, t := range h.store.All() {
		if q.completed == "" || q.completed == strconv.FormatBool(t.Completed) {
			all = append(all, view(c, t))
		}
	}
	total := len(all)
	start, end := min(q.offset, total), total
	if q.limit > 0 {
		end = min(start+q.limit, total)
		var links []string
		if q.offset > 0 {
			links = append(links, q.link(c, "prev", max(0, q.offset-q.limit)))
		}
		if end < total {
			links = append(links, q.link(c, "next", end))
		}
		if len(links) > 0 {
			c.Header("Link", strings.Join(links, ", "))
		}
	}
	c.Header("X-Total-Count", strconv.Itoa(total))
	c.JSON(http.StatusOK, all[start:end])
}

func (q listQuery) link(c *gin.Context, relation string, offset int) string {
	values := url.Values{"limit": {strconv.Itoa(q.limit)}, "offset": {strconv.Itoa(offset)}}
	if q.completed != "" {
		values.Set("completed", q.completed)
	}
	return fmt.Sprintf(`<%s?%s>; rel="%s"`, baseURL(c), values.Encode(), relation)
}

func (h *todoHandler) create(c *gin.Context) {
	in, err := bindTodo(c, true)
	if err != nil {
		_ = c.Error(err)
		return
	}
	todo, err := h.store.Add(in)
	if err != nil {
		_ = c.Error(err)
		return
	}
	v := view(c, todo)
	c.Header("Location", v.URL)
	c.JSON(http.StatusCreated, v)
}

func (h *todoHandler) clear(c *gin.Context) {
	if err := h.store.Clear(); err != nil {
		_ = c.Error(err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (h *todoHandler) read(c *gin.Context) {
	todo, err := h.store.Get(c.Param("id"))
	if err != nil {
		_ = c.Error(err)
		return
	}
	c.JSON(http.StatusOK, view(c, todo))
}

func (h *todoHandler) update(c *gin.Context) {
	in, err := bindTodo(c, false)
	if err != nil {
		_ = c.Error(err)
		return
	}
	todo, err := h.store.Change(c.Param("id"), in)
	if err != nil {
		_ = c.Error(err)
		return
	}
	c.JSON(http.StatusOK, view(c, todo))
}

func (h *todoHandler) remove(c *gin.Context) {
	if err := h.store.Remove(c.Param("id")); err != nil {
		_ = c.Error(err)
		return
	}
	c.Status(http.StatusNoContent)
}
