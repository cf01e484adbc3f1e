package com.example.todos;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.ContentCachingRequestWrapper;

@Configuration
class WebConfig {

  private static final int MAX_BODY = 100 * 1024;

  /** As a filter, it reaches what no controller answers, too. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  CorsFilter corsFilter() {
    CorsConfiguration everyone = new CorsConfiguration();
    everyone.setAllowedOrigins(List.of("*"));
    everyone.setAllowedMethods(List.of("*"));
    everyone.setAllowedHeaders(List.of("*"));
    everyone.setExposedHeaders(List.of("Link", "Location", "X-Total-Count"));
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/**", everyone);
    return new CorsFilter(source);
  }

  /** Whoever reads more of a body than is allowed gets an exception instead. */
  @Bean
  OncePerRequestFilter bodyLimit() {
    return new OncePerRequestFilter() {
      @Override
      protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
          throws ServletException, IOException {
        chain.doFilter(
            new ContentCachingRequestWrapper(request, MAX_BODY) {
              @Override
              protected void handleContentOverflow(int limit) {
                throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "The body is larger than 100 kB.");
              }
            },
            response);
      }
    };
  }
}
