<?php
// Closes the API to visitors, as plug-ins do, while the option says so.
add_filter('rest_authentication_errors', function ($errors) {
    if (!get_option('closes_api')) return $errors;
    return new WP_Error('rest_not_logged_in', 'You are not currently logged in.', ['status' => 401]);
});
